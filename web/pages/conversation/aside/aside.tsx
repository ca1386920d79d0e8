import type { ReactNode } from 'react';
import { ActionItems } from './action-items.tsx';
import classes from './aside.module.css';
import { Insights } from './insights.tsx';
import { Notices } from './notices.tsx';
import { Participants } from './participants.tsx';
import { Statistics } from './statistics.tsx';
import { Summary } from './summary.tsx';
import { Topics } from './topics.tsx';

/** Beside the words on wide screens; on phones each in a tab of its own. */
export function SummaryTab(): ReactNode {
  return (
    <div className={classes.aside}>
      <Summary />
      <ActionItems />
      <Topics />
      <Notices />
    </div>
  );
}

export function InsightsTab(): ReactNode {
  return (
    <div className={classes.aside}>
      <Insights />
      <Statistics />
    </div>
  );
}

export function PeopleTab(): ReactNode {
  return (
    <div className={classes.aside}>
      <Participants />
    </div>
  );
}

export function Aside(): ReactNode {
  return (
    <div className={classes.aside}>
      <Summary />
      <ActionItems />
      <Insights />
      <Topics />
      <Statistics />
      <Participants />
      <Notices />
    </div>
  );
}
