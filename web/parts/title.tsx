import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { appTexts } from '../texts.ts';

const SetTitle = createContext<(title: string | null) => void>(() => {});

/** Keeps the browser's title: that of the page's content where it has one, else the page's own. */
export function TitleProvider({ page, children }: { page: string | null; children: ReactNode }): ReactNode {
  const [content, setContent] = useState<string | null>(null);
  const title = content ?? page;
  useEffect(() => {
    document.title = title ? `${title} · ${appTexts.product}` : appTexts.product;
  }, [title]);
  return <SetTitle value={setContent}>{children}</SetTitle>;
}

/** Names the page after what it shows, such as a conversation; null while that is not known. */
export function useTitle(title: string | null): void {
  const setContent = useContext(SetTitle);
  useEffect(() => {
    setContent(title);
    return () => setContent(null);
  }, [setContent, title]);
}
