/** The page around the dialog of a React library, the same for all of them. */
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { LINES, launchHere, shareDialog } from './host.ts';

export interface DialogProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** The content of the dialog. */
export const Content = ({ close }: { readonly close: ReactNode }): ReactNode => (
  <>
    <input aria-label="Name" />
    <button type="button" onClick={() => void launchHere()}>
      Verify
    </button>
    {close}
  </>
);

const Page = ({ dialog: Dialog }: { readonly dialog: (props: DialogProps) => ReactNode }): ReactNode => {
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => shareDialog({ open: () => setIsOpen(true), close: () => setIsOpen(false) }), []);
  return (
    <>
      {LINES.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <button type="button" onClick={() => setIsOpen(true)}>
        Open
      </button>
      <button type="button" onClick={() => void launchHere()}>
        Verify from the page
      </button>
      <Dialog isOpen={isOpen} onOpenChange={setIsOpen} />
    </>
  );
};

export const show = (dialog: (props: DialogProps) => ReactNode): void => {
  const root = document.createElement('div');
  document.body.append(root);
  createRoot(root).render(<Page dialog={dialog} />);
};
