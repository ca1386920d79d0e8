import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, Suspense } from 'react';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import { ErrorBoundary } from '../../parts/error-boundary.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { hasRole, useSession } from '../../session.tsx';
import { Missing } from '../../shell/missing.tsx';
import { type Section, sections } from './sections.tsx';
import classes from './settings.module.css';
import { settingsTexts as texts } from './texts.ts';

/** The menu of sections beside the section that is open; on a phone one of the two. */
export default function SettingsPage(): ReactNode {
  const [path] = useLocation();
  const isPhone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const { role } = useSession().user;
  const open = sections.filter((section) => section.group !== null && hasRole(role, section.least));
  const [first] = open;
  if (path === '/settings' && !isPhone && first) return <Redirect to={first.path} replace />;
  if (path === '/settings')
    return (
      <>
        <PageHead title={texts.title} />
        <SectionMenu open={open} />
      </>
    );
  return (
    <div className={classes.columns}>
      {isPhone ? (
        <Link className={classes.back} href="/settings">
          ‹ {texts.back}
        </Link>
      ) : (
        <SectionMenu open={open} />
      )}
      <div className={classes.section}>
        <ErrorBoundary key={path}>
          <Suspense fallback={<PageSkeleton />}>
            <Switch>
              {sections.map((section) => (
                <Route key={section.path} path={section.path}>
                  {hasRole(role, section.least) ? <section.View /> : <Missing least={section.least} />}
                </Route>
              ))}
              <Route>
                <Missing />
              </Route>
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </div>
    </div>
  );
}

function SectionMenu({ open }: { open: readonly Section[] }): ReactNode {
  const [path] = useLocation();
  const groups = Object.entries(texts.groups).map(([group, title]) => ({
    title,
    entries: open.filter((section) => section.group === group),
  }));
  return (
    <nav aria-label={texts.menu} className={classes.menu}>
      {groups.map(
        ({ title, entries }) =>
          entries.length > 0 && (
            <div key={title} className={classes.group}>
              <div className={classes.groupTitle}>{title}</div>
              {entries.map((entry) => (
                <Link
                  key={entry.path}
                  href={entry.path}
                  className={classes.entry}
                  aria-current={path === entry.path || path.startsWith(`${entry.path}/`) ? 'page' : undefined}
                >
                  {entry.title}
                </Link>
              ))}
            </div>
          ),
      )}
    </nav>
  );
}
