"""Every template against the facts that its letter declares."""
