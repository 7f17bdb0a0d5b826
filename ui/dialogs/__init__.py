"""Dialogs: settings, environments, questions with more than one answer."""
