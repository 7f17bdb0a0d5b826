"""Parts that every pane is made of: tables, tabs, text views, icons, tasks and questions."""
