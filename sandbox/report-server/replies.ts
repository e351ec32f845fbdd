import { escapeXml } from '../../lib/report-server/xml/xml-node.ts';
import { Refusal, type Reply } from '../shared/http.ts';

/** An error of REST v2.0. */
export function odataRefusal(status: number, code: string, message: string): Refusal {
  return new Refusal({ status, body: { error: { code, message } } });
}

/** A fault of the web services, in the form of Reporting Services; `inner` codes stand in MoreInformation. */
export function soapFault(
  code: string,
  message: string,
  { status = 500, inner = [] }: { readonly status?: number; readonly inner?: readonly string[] } = {},
): Refusal {
  const more = inner
    .map(
      (one) =>
        `<Message msrs:ErrorCode="${one}" xmlns:msrs="http://www.microsoft.com/sql/reportingservices">${escapeXml(message)} (${one})</Message>`,
    )
    .join('');
  const text = `System.Web.Services.Protocols.SoapException: ${message} ---> Microsoft.ReportingServices.Diagnostics.Utilities.ReportServerException: ${message}`;
  return new Refusal(
    xmlReply(
      status,
      `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault><faultcode>soap:Server</faultcode><faultstring>${escapeXml(text)}</faultstring><faultactor>http://reports.contoso.example/ReportServer</faultactor><detail><ErrorCode xmlns="http://www.microsoft.com/sql/reportingservices">${code}</ErrorCode><HttpStatus xmlns="http://www.microsoft.com/sql/reportingservices">400</HttpStatus><Message xmlns="http://www.microsoft.com/sql/reportingservices">${escapeXml(message)} (${code})</Message><MoreInformation xmlns="http://www.microsoft.com/sql/reportingservices">${more}</MoreInformation></detail></soap:Fault></soap:Body></soap:Envelope>`,
    ),
  );
}

export function xmlReply(status: number, xml: string): Reply {
  return { status, headers: { 'content-type': 'text/xml; charset=utf-8' }, body: xml };
}
