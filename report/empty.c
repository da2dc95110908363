typedef int sam_report_empty;
