"""What every page stands in: who asks, what is sent and answered, addresses, labels and errors."""
