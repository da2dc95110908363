typedef int sam_analyse_empty;
