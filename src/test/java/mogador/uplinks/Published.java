package mogador.uplinks;

import java.nio.charset.StandardCharsets;

/** Messages as the network servers' and the firmware's own documentation shows them. */
final class Published {
  private Published() {}

  /** ChirpStack v4, "Event types", {@code up}: no frame counter, since it is 0, and no object. */
  static final String CHIRPSTACK =
      """
      {
        "deduplicationId": "3ac7e3c4-4401-4b8d-9386-a5c902f9202d",
        "time": "2022-07-18T09:34:15.775023242+00:00",
        "deviceInfo": {
          "tenantId": "52f14cd4-c6f1-4fbd-8f87-4025e1d49242",
          "tenantName": "ChirpStack",
          "applicationId": "17c82e96-be03-4f38-aef3-f83d48582d97",
          "applicationName": "Test application",
          "deviceProfileId": "14855bf7-d10d-4aee-b618-ebfcb64dc7ad",
          "deviceProfileName": "Test device-profile",
          "deviceName": "Test device",
          "devEui": "0101010101010101",
          "tags": {"key": "value"}
        },
        "devAddr": "00189440",
        "dr": 1,
        "fPort": 1,
        "data": "qg==",
        "rxInfo": [{
          "gatewayId": "0016c001f153a14c",
          "uplinkId": 4217106255,
          "rssi": -36,
          "snr": 10.5,
          "context": "E3OWOQ==",
          "metadata": {"region_name": "eu868", "region_common_name": "EU868"}
        }],
        "txInfo": {
          "frequency": 867100000,
          "modulation": {
            "lora": {"bandwidth": 125000, "spreadingFactor": 11, "codeRate": "CR_4_5"}
          }
        }
      }
      """;

  /** The Things Stack v3, "Data formats", uplink message: no port, in the example itself. */
  static final String THINGS_STACK =
      """
      {
        "end_device_ids" : {
          "device_id" : "dev1",
          "application_ids" : {"application_id" : "app1"},
          "dev_eui" : "0004A30B001C0530",
          "join_eui" : "800000000000000C",
          "dev_addr" : "00BCB929"
        },
        "correlation_ids" : [
          "as:up:01E0WZGT6Y7657CPFPE5WEYDSQ",
          "gs:conn:01E0WDEC6T5T4XXBAX7S1VMFKE",
          "gs:uplink:01E0WZGSZWT07NE5TS2APTV1Z9",
          "ns:uplink:01E0WZGSZXZXZS8RFAWZX0F2FY",
          "rpc:/ttn.lorawan.v3.GsNs/HandleUplink:01E0WZGSZXGE1KS577PFBWRJEE"
        ],
        "received_at" : "2020-02-12T15:15:46.014773143Z",
        "uplink_message" : {
          "session_key_id" : "AXA50tHUGUucuzS/bCGMNw==",
          "f_cnt" : 1,
          "frm_payload" : "gkHe",
          "decoded_payload" : {"temperature": 1.0, "luminosity": 0.64},
          "rx_metadata" : [ {
            "gateway_ids" : {"gateway_id" : "gtw1", "eui" : "9C5C8E00001A05C4"},
            "time" : "2020-02-12T15:15:45.787Z",
            "timestamp" : 2463457000,
            "rssi" : -35,
            "channel_rssi" : -35,
            "snr" : 5,
            "uplink_token" : "ChIKEAoEZ3R3MRIInFyOAAAaBcQQ6L3Vlgk=",
            "channel_index" : 2
          } ],
          "settings" : {
            "data_rate" : {"lora" : {"bandwidth" : 125000, "spreading_factor" : 7}},
            "data_rate_index" : 5,
            "coding_rate" : "4/6",
            "frequency" : "868300000",
            "timestamp" : 2463457000,
            "time" : "2020-02-12T15:15:45.787Z"
          },
          "consumed_airtime": "0.056576s",
          "locations": {
            "user": {
              "latitude": 37.97155556731436,
              "longitude": 23.72678801175413,
              "altitude": 10,
              "source": "SOURCE_REGISTRY"
            }
          },
          "received_at" : "2020-02-12T15:15:45.789585559Z"
        }
      }
      """;

  /** The Things Stack v3, "Data formats", join-accept: no uplink at all. */
  static final String THINGS_STACK_JOIN =
      """
      {
        "end_device_ids" : {
          "device_id" : "dev1",
          "application_ids" : {"application_id" : "app1"},
          "dev_eui" : "0004A30B001C0530",
          "join_eui" : "800000000000000C",
          "dev_addr" : "01497ECC"
        },
        "correlation_ids" : ["as:up:01E191YN5F2HMBQCBCVRF731VY"],
        "received_at" : "2020-02-17T07:49:09.935284891Z",
        "join_accept" : {
          "session_key_id" : "AXBSH1Pk6Z0G166RlH16CQ==",
          "received_at" : "2020-02-17T07:49:09.736532315Z"
        }
      }
      """;

  /** esp-rfid, README-MQTT.md, "Publish Access". */
  static final String ESP_ACCESS =
      """
      {
        "type":"access",
        "time":1605991375,
        "isKnown":"true",
        "access":"the access state",
        "username":"username",
        "uid":"token UID",
        "hostname":"your esp-rfid hostname"
      }
      """;

  /** The same, of a card it does not know. */
  static final String ESP_DENIED =
      """
      {
        "type":"access",
        "time":1605991375,
        "isKnown":"false",
        "access":"Denied",
        "username":"Unknown",
        "uid":"token UID",
        "hostname":"your esp-rfid hostname"
      }
      """;

  /** The same, of one that manages two doors. */
  static final String ESP_TWO_DOORS =
      """
      {
        "type":"access",
        "time":1605991375,
        "isKnown":"true",
        "access":["the access state door 1", "access state door 2"],
        "username":"username",
        "uid":"token UID",
        "hostname":"your esp-rfid hostname",
        "doorName":["door 1", "door 2"]
      }
      """;

  /** esp-rfid, "Boot". */
  static final String ESP_BOOT =
      """
      {
        "type":"boot",
        "time":1605987212,
        "uptime":0,
        "ip":"192.168.1.xxx",
        "hostname":"your esp-rfid hostname"
      }
      """;

  /** esp-rfid, "Heartbeat". */
  static final String ESP_HEARTBEAT =
      """
      {
        "type":"heartbeat",
        "time":1605991375,
        "uptime":999,
        "ip":"192.168.1.xxx",
        "hostname":"your esp-rfid hostname"
      }
      """;

  /** esp-rfid, "Door status". */
  static final String ESP_DOOR =
      """
      {
        "type":"INFO",
        "src":"door",
        "desc":"Door Open",
        "data":"",
        "time":1605991375,
        "cmd":"event",
        "hostname":"your esp-rfid hostname"
      }
      """;

  /** esp-rfid, "Publish Access", in its log. */
  static final String ESP_UNKNOWN_TAG =
      """
      {
        "type":"WARN",
        "src":"rfid",
        "desc":"Unknown rfid tag is scanned",
        "data":"",
        "time":1605991375,
        "cmd":"event",
        "hostname":"your esp-rfid hostname"
      }
      """;

  /** esp-rfid, "Get all the users": an answer to somebody else, on the same topic. */
  static final String ESP_USER =
      """
      {
          "command": "userfile",
          "uid": "1234",
          "user": "User Name",
          "acctype": 1,
          "acctype2": null,
          "acctype3": null,
          "acctype4": null,
          "validsince": 0,
          "validuntil": 1608336000
      }
      """;

  /** esp-rfid, "Delete user": an answer to somebody else. */
  static final String ESP_DELETED =
      """
      {
        "type":"deletuid",
        "ip":"192.168.1.xxx",
        "hostname":"your esp-rfid hostname"
      }
      """;

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
