"""Loads the intake's settings as the process does."""

from bot.settings import IntakeSettings, load

load(IntakeSettings)
