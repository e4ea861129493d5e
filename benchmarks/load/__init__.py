"""Load from a process of its own: a Telegram that does no more than it must, and people."""
