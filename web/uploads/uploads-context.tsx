import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { type Sending, sendingKey, UploadManager } from './upload-manager.ts';

const UploadsContext = createContext<UploadManager | null>(null);

/** Above all pages, so that uploads go on while one looks at another. */
export function UploadsProvider({ children }: { children: ReactNode }): ReactNode {
  const client = useQueryClient();
  const [manager] = useState(() => new UploadManager(client));
  useEffect(() => () => manager.stop(), [manager]);
  return <UploadsContext value={manager}>{children}</UploadsContext>;
}

export function useUploadManager(): UploadManager {
  const manager = useContext(UploadsContext);
  if (!manager) throw new Error('useUploadManager stands outside of UploadsProvider');
  return manager;
}

const nothing: readonly Sending[] = [];

/** The files on their way from this tab. */
export function useSending(): readonly Sending[] {
  const { data = nothing } = useQuery<readonly Sending[]>({
    queryKey: sendingKey,
    queryFn: () => nothing,
    enabled: false,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return data;
}
