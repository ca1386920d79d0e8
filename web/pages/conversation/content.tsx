import { Tabs } from '@mantine/core';
import type { ReactNode, RefObject } from 'react';
import type { Asked } from './address.ts';
import { Aside, InsightsTab, PeopleTab, SummaryTab } from './aside/aside.tsx';
import classes from './conversation.module.css';
import { Failed } from './states/failed.tsx';
import { Processing } from './states/processing.tsx';
import { conversationTexts as texts } from './texts.ts';
import { type TranscriptHandle, TranscriptPane } from './transcript/transcript-pane.tsx';
import { type Tab, tabs } from './use-conversation-view.ts';
import { useView } from './view.ts';

interface ContentProps {
  asked: Asked;
  words: RefObject<TranscriptHandle | null>;
  tab: Tab;
  onTab: (tab: Tab) => void;
}

/** Two columns that scroll by themselves. */
export function WideContent({ asked, words }: ContentProps): ReactNode {
  return (
    <div className={classes.columns}>
      <Words asked={asked} words={words} />
      <aside className={classes.side}>
        <Aside />
      </aside>
    </div>
  );
}

const contents = { summary: SummaryTab, insights: InsightsTab, people: PeopleTab };

/** Tabs in the place of columns. The words stay where they are while another tab is in front. */
export function NarrowContent({ asked, words, tab, onTab }: ContentProps): ReactNode {
  const Content = tab === 'words' ? null : contents[tab];
  return (
    <Tabs
      className={classes.tabs}
      value={tab}
      onChange={(value) => onTab(tabs.find((one) => one === value) ?? 'words')}
    >
      <Tabs.List grow>
        {tabs.map((one) => (
          <Tabs.Tab key={one} value={one} className={classes.tab}>
            {texts.tabs[one]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <div className={classes.stack}>
        <div
          className={classes.front}
          data-behind={Content !== null || undefined}
          aria-hidden={Content !== null}
          role="tabpanel"
          aria-label={texts.tabs.words}
        >
          <Words asked={asked} words={words} />
        </div>
        {Content && tab !== 'words' && (
          <Tabs.Panel value={tab} className={`${classes.front} ${classes.scrolls}`}>
            <Content />
          </Tabs.Panel>
        )}
      </div>
    </Tabs>
  );
}

/** The transcript, or why there is none. */
function Words({ asked, words }: Pick<ContentProps, 'asked' | 'words'>): ReactNode {
  const { conversation, transcript } = useView();
  const { status } = conversation;
  return (
    <div className={classes.wordsColumn}>
      {status === 'failed' && <Failed conversation={conversation} />}
      {status === 'processing' && <Processing conversation={conversation} />}
      {transcript ? (
        <TranscriptPane transcript={transcript} asked={asked} handle={words} />
      ) : (
        status === 'completed' && texts.noWords
      )}
    </div>
  );
}
