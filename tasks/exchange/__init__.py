"""信息移送: batches between agencies, court and justice bureau, and the leads they carry."""
