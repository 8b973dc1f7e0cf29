-- Run by psql when the data folder is new. Services log in as skyledger_app, which owns nothing and
-- may do only what the migrations grant to skyledger_service; migrations log in as the owner.
\getenv owner_password DATABASE_OWNER_PASSWORD
\getenv service_password DATABASE_SERVICE_PASSWORD

CREATE ROLE skyledger_service NOLOGIN;
CREATE ROLE skyledger_system NOLOGIN;

-- CREATEROLE, because the first migration makes the two roles where they are missing.
CREATE ROLE skyledger_owner LOGIN CREATEROLE PASSWORD :'owner_password';
GRANT skyledger_service, skyledger_system TO skyledger_owner;

CREATE ROLE skyledger_app LOGIN PASSWORD :'service_password' IN ROLE skyledger_service;

CREATE DATABASE skyledger OWNER skyledger_owner;
