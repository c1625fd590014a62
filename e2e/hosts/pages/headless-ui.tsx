import { Dialog, DialogPanel, DialogTitle } from '@headlessui/react';
import { Content, show } from './react-root.tsx';

show(({ isOpen, onOpenChange }) => (
  <Dialog open={isOpen} onClose={onOpenChange}>
    <div className="overlay" aria-hidden="true" />
    <DialogPanel className="panel">
      <DialogTitle>Host</DialogTitle>
      <Content
        close={
          <button type="button" onClick={() => onOpenChange(false)}>
            Done
          </button>
        }
      />
    </DialogPanel>
  </Dialog>
));
