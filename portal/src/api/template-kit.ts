import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import type { TemplateKit } from './types.ts';

export function useTemplateKit() {
  return useQuery({
    queryKey: keys.templateKit,
    queryFn: ({ signal }) => call('template-kit-get', { signal }),
  });
}

/** @param readersGroupId of the security group whose members may pin; may be left out when it was named before. */
export function useInstallTemplateKit() {
  return useKitChange((readersGroupId: string | undefined) =>
    call('template-kit-post', {
      body: readersGroupId === undefined ? {} : { readersGroupId },
    }),
  );
}

export function useVerifyTemplateKit() {
  return useKitChange(() => call('template-kit-verify', {}));
}

function useKitChange<Input>(change: (input: Input) => Promise<TemplateKit>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (kit) => queries.setQueryData<TemplateKit>(keys.templateKit, kit),
  });
}
