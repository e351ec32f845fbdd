import { FluentProvider } from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { RouterProvider } from 'react-router/dom';
import { createQueryClient } from './api/query-client.ts';
import { createRouter } from './routes.tsx';
import { usePreferredTheme } from './theme/use-preferred-theme.ts';

export function App() {
  const theme = usePreferredTheme();
  const [queries] = useState(createQueryClient);
  const [router] = useState(createRouter);
  return (
    <FluentProvider theme={theme}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </FluentProvider>
  );
}
