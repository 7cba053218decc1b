import '@angular/compiler';
import { CUSTOM_ELEMENTS_SCHEMA, Component, InjectionToken, inject, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import type { ParvisPersonOpenEvent } from '@parvis/elements';
import '@parvis/elements/feed/define';
import '@parvis/elements/profile-card/define';
import '@parvis/elements/provider/define';

const API = new InjectionToken<string>('Address of the API');

/** The same page in Angular: `[attr.for]`, because it takes `[for]` for the `htmlFor` of a label; other properties by their names. */
@Component({
  selector: 'app-help',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <parvis-provider [attr.api]="api" token-url="/token">
      <button (click)="community.set('la-pause')">Another community</button>
      <button (click)="withComposer.set(true)">Write</button>
      <parvis-feed
        scope="community"
        [attr.for]="community()"
        [withComposer]="withComposer()"
        (parvis-person-open)="show($event)"
      ></parvis-feed>
      @if (person(); as id) {
        <parvis-profile-card [attr.for]="id" expanded></parvis-profile-card>
      }
    </parvis-provider>
  `,
})
class Page {
  readonly api = inject(API);
  readonly community = signal('it-help');
  readonly person = signal('');
  readonly withComposer = signal(false);

  show(event: ParvisPersonOpenEvent) {
    event.preventDefault();
    this.person.set(event.person);
  }
}

export function mount(root: HTMLElement, api: string) {
  root.append(document.createElement('app-help'));
  const started = bootstrapApplication(Page, { providers: [{ provide: API, useValue: api }] });
  return () => void started.then((app) => app.destroy());
}
