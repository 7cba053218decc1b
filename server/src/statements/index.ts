export { tellOfAppeal, tellOfDecision, tellOfUndoing } from './tell.ts';
export { requireGoodStanding } from './standing.ts';
export { statementRoutes } from './routes.ts';
