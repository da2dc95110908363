typedef int sam_collect_empty;
