"""The methods bots may call, each as Telegram documents it."""
