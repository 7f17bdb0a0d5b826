"""What two responses differ in: text by lines, JSON by structure, headers, status, timing, octets."""
