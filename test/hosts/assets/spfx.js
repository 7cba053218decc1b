/* As much of SharePoint's framework as the web part meets: its place, its settings, whoever is signed in. */
export class BaseClientSideWebPart {
  domElement = document.querySelector('.zone');
  properties = { api: '', resource: 'api://parvis', element: 'feed', settings: 'scope=community\nfor=canteen' };
  context = {
    pageContext: { cultureInfo: { currentUICultureName: 'fr-FR' } },
    aadTokenProviderFactory: {
      getTokenProvider: async () => ({
        getToken: async () => (await (await fetch('/token')).json()).token,
      }),
    },
  };
}
export const PropertyPaneTextField = () => ({});
export const PropertyPaneDropdown = () => ({});
