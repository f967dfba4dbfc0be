-- A sensor of another network that the site file has adopted was adopted by nobody.
alter table uplink_device alter column adopted_by drop not null;
