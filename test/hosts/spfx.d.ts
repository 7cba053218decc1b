/** What the web part uses of SharePoint's framework, whose packages are not free and so not installed here. */
declare module '@microsoft/sp-webpart-base' {
  import type { IPropertyPaneConfiguration } from '@microsoft/sp-property-pane';
  export abstract class BaseClientSideWebPart<Properties> {
    protected readonly domElement: HTMLElement;
    protected readonly properties: Properties;
    protected readonly context: {
      aadTokenProviderFactory: { getTokenProvider(): Promise<{ getToken(resource: string): Promise<string> }> };
      pageContext: { cultureInfo: { currentUICultureName: string } };
    };
    abstract render(): void;
    protected getPropertyPaneConfiguration(): IPropertyPaneConfiguration;
  }
}

declare module '@microsoft/sp-property-pane' {
  export type IPropertyPaneConfiguration = {
    pages: { header: { description: string }; groups: { groupFields: unknown[] }[] }[];
  };
  export function PropertyPaneTextField(name: string, options: object): unknown;
  export function PropertyPaneDropdown(name: string, options: object): unknown;
}
