import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import type { CredentialsChange, DataSource } from './types.ts';

/** The data sources of a report, shared ones included. */
export function useReportDataSources(reportId: string) {
  return useQuery({
    queryKey: keys.dataSources(reportId),
    queryFn: ({ signal }) => call('data-sources-of-report', { path: { reportId }, signal }),
  });
}

/** A shared data source by the id of its catalog item. */
export function useDataSource(id: string) {
  return useQuery({
    queryKey: keys.dataSource(id),
    queryFn: ({ signal }) => call('data-sources-get', { path: { dataSourceId: id }, signal }),
  });
}

/** Stores how a data source is signed in to; every report that uses it may run afterwards. */
export function useChangeCredentials(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: CredentialsChange) =>
      call('data-sources-credentials-put', { path: { dataSourceId: id }, body: change }),
    onSuccess: (changed) => {
      queries.setQueryData<DataSource>(keys.dataSource(id), changed);
      return Promise.all(
        [keys.allDataSources, keys.reports, keys.allParameters, keys.pictures].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      );
    },
  });
}

/** Connects as a refresh would: with what is stored, or with credentials that are tried before they are stored. */
export function useTestConnection(id: string) {
  return useMutation({
    mutationFn: (credentials: { readonly user: string; readonly password: string } | undefined) =>
      call('data-sources-test', {
        path: { dataSourceId: id },
        body: credentials ? { credentials } : {},
      }),
  });
}
