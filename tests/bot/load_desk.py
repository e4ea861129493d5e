"""Loads the desk's settings as the process does, and shows where its passphrase comes from."""

import sys

from bot.settings import DeskSettings, load

sys.stdout.write(f"{load(DeskSettings).read_passphrase()}\n")
