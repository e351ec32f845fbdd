import { MANAGEMENT_NAMESPACE } from '../../../lib/report-server/soap/management-client.ts';
import { readXml } from '../../../lib/report-server/xml/read-xml.ts';
import { childOf, textAt } from '../../../lib/report-server/xml/xml-node.ts';
import type { Call, Reply } from '../../shared/http.ts';
import { odataRefusal, soapFault, xmlReply } from '../replies.ts';
import type { FormsDoor } from './forms-door.ts';

/** The two requests that sign somebody in to custom security; undefined for any other. */
export function logOnReply(door: FormsDoor, call: Call): Reply | undefined {
  if (call.method !== 'POST') return undefined;
  if (call.url.pathname === '/Reports/api/v2.0/Session') return openSession(door, call);
  const action = String(call.headers.soapaction ?? '').replaceAll('"', '');
  const isLogOn = action === `${MANAGEMENT_NAMESPACE}/LogonUser`;
  return isLogOn && call.url.pathname === '/ReportServer/ReportService2010.asmx'
    ? logOn(door, call)
    : undefined;
}

function openSession(door: FormsDoor, { body, headers }: Call): Reply {
  if (!/^application\/json\b/i.test(headers['content-type'] ?? ''))
    return odataRefusal(400, '', 'The request is no JSON.').reply;
  const {
    UserName = '',
    Password = '',
    Domain,
  } = JSON.parse(body.toString('utf8')) as Record<string, string>;
  const cookie = door.logOn(UserName, Password, Domain);
  return cookie === undefined
    ? odataRefusal(401, '', 'The credentials provided are invalid.').reply
    : { status: 201, headers: { 'set-cookie': [cookie] }, body: '' };
}

function logOn(door: FormsDoor, { body }: Call): Reply {
  const asked = childOf(childOf(readXml(body.toString('utf8')), 'Body'), 'LogonUser');
  const text = (name: string) => textAt(asked, name) ?? '';
  const cookie = door.logOn(text('userName'), text('password'), text('authority') || undefined);
  if (asked?.uri !== MANAGEMENT_NAMESPACE || cookie === undefined)
    return soapFault(
      'rsAuthenticationExtensionError',
      'The Authentication Extension threw an unexpected exception or returned a value that is not valid.',
    ).reply;
  const { headers, ...reply } = xmlReply(
    200,
    `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><LogonUserResponse xmlns="${MANAGEMENT_NAMESPACE}" /></soap:Body></soap:Envelope>`,
  );
  return { ...reply, headers: { ...headers, 'set-cookie': [cookie] } };
}
