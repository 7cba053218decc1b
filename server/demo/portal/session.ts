/**
 * The portal's own memory of its visitor: who they are, which theme they like. Cookies know hosts and not ports, so
 * their names are the portal's, in case something else on this machine sets some too. There is no password to steal:
 * whoever opens the demonstration may be anybody in it.
 */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

const sessionCookie = 'relais_session';
const themeCookie = 'relais_theme';
const options = { path: '/', httpOnly: true, sameSite: 'Lax' } as const;
const year = 365 * 24 * 60 * 60;

export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const signedIn = (c: Context): string | undefined => getCookie(c, sessionCookie);
export const signIn = (c: Context, userName: string): void => setCookie(c, sessionCookie, userName, options);
export const signOut = (c: Context): void => void deleteCookie(c, sessionCookie, options);

export const themeOf = (c: Context): Theme | undefined => themes.find((theme) => theme === getCookie(c, themeCookie));
export const setTheme = (c: Context, theme: Theme): void =>
  setCookie(c, themeCookie, theme, { ...options, maxAge: year });
