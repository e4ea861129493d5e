"""A Telegram of our own on this machine, for trying the product and for testing it."""
