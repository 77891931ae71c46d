"""What words mean in each language, as plain tables; the checks beside this package read them."""
