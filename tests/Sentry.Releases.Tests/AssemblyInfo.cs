[assembly: Parallelize(Scope = ExecutionScope.MethodLevel)]

// A test whose parameter is a type of the library cannot be public.
[assembly: DiscoverInternals]
