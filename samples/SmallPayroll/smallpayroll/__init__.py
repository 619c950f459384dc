"""SmallPayroll: employees, pay runs, documents and a report, on PostgreSQL."""
