"""What people do in the playground, and what they see."""
