"""Weekly returns: the contacts' screens, their reminders, and the desk's view of a week."""
