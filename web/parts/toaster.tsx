import { lazy, type ReactNode, Suspense } from 'react';

const Notifications = lazy(() => import('./toast-store.tsx'));

/** Where toasts appear; its code is not part of the first page's. */
export function Toaster(): ReactNode {
  return (
    <Suspense fallback={null}>
      <Notifications />
    </Suspense>
  );
}
