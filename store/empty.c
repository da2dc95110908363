typedef int sam_store_empty;
