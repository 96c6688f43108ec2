//! What a backup is: accounts, tags, trash, history and their merge.
