export { demoIdentityRoutes } from './routes.ts';
export { type DemoIdentity, createDemoIdentity } from './service.ts';
