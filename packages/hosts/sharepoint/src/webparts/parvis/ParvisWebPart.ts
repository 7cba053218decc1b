import {
  type IPropertyPaneConfiguration,
  PropertyPaneDropdown,
  PropertyPaneTextField,
} from '@microsoft/sp-property-pane';
import { BaseClientSideWebPart } from '@microsoft/sp-webpart-base';

export interface ParvisProperties {
  /** Address of the API; its folder `/embed/v1/` is one of the tenant's trusted script sources. */
  api: string;
  /** The API as Entra ID knows it: `api://parvis`. */
  resource: string;
  element: string;
  /** Attributes, one a line: `scope=community`. */
  settings: string;
}

type Provider = HTMLElement & { configure(options: { getToken: () => Promise<string> }): void };

const elements = [
  'feed',
  'discussion',
  'expertise-search',
  'communities',
  'profile-card',
  'post',
  'composer',
  'charter',
  'moderation',
];

/** One element of Parvis in a page of SharePoint, in the name of whoever is signed in to Microsoft 365. */
export default class ParvisWebPart extends BaseClientSideWebPart<ParvisProperties> {
  public render(): void {
    this.draw().catch((error: unknown) => {
      this.domElement.textContent = error instanceof Error ? error.message : String(error);
    });
  }

  private async draw(): Promise<void> {
    const { api, resource, element, settings } = this.properties;
    const address = (api || '').replace(/\/+$/, '');
    if (!/^https?:\/\//.test(address) || elements.indexOf(element) < 0) {
      this.domElement.textContent = 'Parvis: give the address of the API in the settings of this web part.';
      return;
    }
    const tokens = await this.context.aadTokenProviderFactory.getTokenProvider();
    const provider = document.createElement('parvis-provider') as Provider;
    provider.setAttribute('api', address);
    provider.setAttribute('lang', this.context.pageContext.cultureInfo.currentUICultureName);
    const shown = document.createElement(`parvis-${element}`);
    for (const line of (settings || '').split('\n')) {
      const [name = '', ...value] = line.split('=');
      if (/^[a-z][a-z-]*$/.test(name.trim()) && !/^on/.test(name.trim()))
        shown.setAttribute(name.trim(), value.join('=').trim());
    }
    this.domElement.replaceChildren(provider);
    // Left to the browser: the bundle is a module that is loaded once for the page, whatever web parts are on it.
    await import(/* webpackIgnore: true */ `${address}/embed/v1/parvis.js`);
    await customElements.whenDefined('parvis-provider');
    provider.configure({ getToken: () => tokens.getToken(resource) });
    // Only now, so that nothing is asked in nobody's name.
    provider.appendChild(shown);
  }

  protected override getPropertyPaneConfiguration(): IPropertyPaneConfiguration {
    return {
      pages: [
        {
          header: { description: 'Parvis' },
          groups: [
            {
              groupFields: [
                PropertyPaneTextField('api', { label: 'API', placeholder: 'https://social.example.intra' }),
                PropertyPaneTextField('resource', { label: 'Entra ID', placeholder: 'api://parvis' }),
                PropertyPaneDropdown('element', {
                  label: 'Element',
                  options: elements.map((key) => ({ key, text: key })),
                }),
                PropertyPaneTextField('settings', { label: 'Settings', multiline: true }),
              ],
            },
          ],
        },
      ],
    };
  }
}
