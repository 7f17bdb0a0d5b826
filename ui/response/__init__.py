"""What came back: status, body, headers, cookies and the timeline, or why nothing came."""
