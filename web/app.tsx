import { lazy, type ReactNode, Suspense } from 'react';
import { matchRoute, useLocation, useRouter } from 'wouter';
import { ErrorBoundary } from './parts/error-boundary.tsx';
import { TitleProvider } from './parts/title.tsx';
import { Toaster } from './parts/toaster.tsx';
import { type Page, pages } from './routes.tsx';

const loadFrame = () => import('./shell/signed-in.tsx');
const SignedIn = lazy(loadFrame);

/** Chooses the page of the path; all but those for anyone stand in the shell. */
export function App(): ReactNode {
  const [path] = useLocation();
  const { parser } = useRouter();
  const page = pages.find(({ path: pattern }) => matchRoute(parser, pattern, path)[0]);
  return (
    <TitleProvider page={page?.title ?? null}>
      <ErrorBoundary>
        <Suspense fallback={null}>{page?.least === 'anyone' ? <page.View /> : framed(page)}</Suspense>
      </ErrorBoundary>
      <Toaster />
    </TitleProvider>
  );
}

function framed(page: Page | undefined): ReactNode {
  // Both pieces of code are fetched at once, not the page's after the shell's.
  void loadFrame();
  void page?.load();
  return <SignedIn page={page ?? null} />;
}
