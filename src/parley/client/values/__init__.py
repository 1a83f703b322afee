"""What a server answers, as typed values. Fields that a newer server adds are ignored, states it adds are text."""
