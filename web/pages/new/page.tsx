import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { PageHead } from '../../parts/page-head.tsx';
import { FilesTab } from './files-tab.tsx';
import { InsecureNotice } from './insecure-notice.tsx';
import { PasteTab } from './paste-tab.tsx';
import { newTexts as texts } from './texts.ts';

export default function NewPage(): ReactNode {
  const [params, setParams] = useSearchParams();
  const way = params.get('way') === 'paste' ? 'paste' : 'files';
  return (
    <>
      <PageHead title={texts.title} facts={texts.facts} />
      <Tabs
        value={way}
        onChange={(next) => setParams(next === 'paste' ? { way: 'paste' } : {}, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="lg">
          <Tabs.Tab value="files">{texts.files}</Tabs.Tab>
          <Tabs.Tab value="paste">{texts.paste}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="files">
          <FilesTab />
        </Tabs.Panel>
        <Tabs.Panel value="paste">
          <PasteTab />
        </Tabs.Panel>
      </Tabs>
      <InsecureNotice />
    </>
  );
}
