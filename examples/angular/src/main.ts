import { Component, provideZonelessChangeDetection, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { launchSelfieLiveness } from 'lifesign';

@Component({
  selector: 'app-root',
  template: '<button id="start" (click)="start()">Verify me</button><output>{{ status() }}</output>',
})
class App {
  readonly status = signal('');

  async start(): Promise<void> {
    const opened = await (await fetch('/api/launch', { method: 'POST' })).json(); // { baseUrl, token, correlationId }
    const result = await launchSelfieLiveness({ ...opened, staticUrl: 'lifesign/', language: 'en' });
    this.status.set(result.status);
  }
}

void bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] });
