"""What a draft looks like: text and buttons, from the draft and a few facts of the store."""
