"""Pure: suite x dataset -> plan. No connection, no files, no clock."""
