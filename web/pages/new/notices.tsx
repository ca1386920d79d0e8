import { Anchor, Collapse, List } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { Schemas } from '../../api.ts';
import { newTexts as texts } from './texts.ts';

/** What was mended, guessed or left out, one click away. */
export function Notices({ notices }: { notices: readonly Schemas['Notice'][] }): ReactNode {
  const [opened, { toggle }] = useDisclosure(false);
  const once = [...new Map(notices.map((notice) => [notice.code, notice])).values()];
  if (once.length === 0) return null;
  return (
    <div>
      <Anchor size="sm" component="button" type="button" onClick={toggle} aria-expanded={opened} mt={4}>
        {texts.notices(once.length)}
      </Anchor>
      <Collapse expanded={opened}>
        <NoticeList notices={once} />
      </Collapse>
    </div>
  );
}

export function NoticeList({ notices }: { notices: readonly Schemas['Notice'][] }): ReactNode {
  return (
    <List size="sm" mt={4}>
      {notices.map(({ code, meaning, count, first_place: place }) => (
        <List.Item key={code}>
          {meaning} {count > 1 && texts.noticeTimes(count)} {place !== null && texts.noticeAt(place)}
        </List.Item>
      ))}
    </List>
  );
}
