"""What people decide about segments: steps, findings, remarks, back-translation and sign-off."""
