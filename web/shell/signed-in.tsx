import { type ReactNode, Suspense } from 'react';
import { Route } from 'wouter';
import { LiveNews } from '../live/live-news.tsx';
import { ErrorBoundary } from '../parts/error-boundary.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { ShortcutsProvider } from '../parts/shortcuts.tsx';
import type { Page } from '../routes.tsx';
import { hasRole, SessionGate, useSession } from '../session.tsx';
import { UploadsProvider } from '../uploads/uploads-context.tsx';
import { Missing } from './missing.tsx';
import { Shell } from './shell.tsx';

/** The shell with the page in it; null for a path that no page has. */
export default function SignedIn({ page }: { page: Page | null }): ReactNode {
  return (
    <SessionGate waiting={null}>
      <ShortcutsProvider>
        <LiveNews />
        <UploadsProvider>
          <Shell>
            <ErrorBoundary key={page?.path}>
              <Suspense fallback={<PageSkeleton />}>{page ? <Allowed page={page} /> : <Missing />}</Suspense>
            </ErrorBoundary>
          </Shell>
        </UploadsProvider>
      </ShortcutsProvider>
    </SessionGate>
  );
}

function Allowed({ page }: { page: Page }): ReactNode {
  const { user } = useSession();
  if (page.least !== 'anyone' && !hasRole(user.role, page.least)) return <Missing least={page.least} />;
  return <Route path={page.path} component={page.View} />;
}
