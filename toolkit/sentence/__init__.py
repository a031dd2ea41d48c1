"""How the words of an article are read: their classes, the phrases that they make, who can speak."""
